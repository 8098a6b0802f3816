variable "returned" {
  type = string
}

resource "aws_acm_certificate" "this" {
  domain_name       = "shop.example.com"
  validation_method = "DNS"
  key_algorithm     = "RSA_4096"
}

resource "aws_elb" "this" {
  name               = "a"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = var.returned
  }
}

output "arn" {
  value = aws_acm_certificate.this.arn
}
