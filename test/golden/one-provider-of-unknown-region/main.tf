# Planned with version 5 of the AWS provider, whose resources have no region argument.

resource "aws_acm_certificate" "shop" {
  domain_name       = "shop.example.com"
  validation_method = "DNS"
}

resource "aws_elb" "shop" {
  name    = "shop"
  subnets = ["subnet-0a1b2c3d4e5f60718"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.shop.arn
  }
}
