data "aws_acm_certificate" "shop" {
  domain = "shop.example.com"
}

resource "aws_elb" "this" {
  name               = "web"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = data.aws_acm_certificate.shop.arn
  }
}
