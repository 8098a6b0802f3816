provider "aws" {
  region = "eu-west-1"
}

resource "aws_acm_certificate" "old" {
  domain_name       = "old.example.com"
  validation_method = "DNS"
}

resource "aws_elb" "web" {
  name               = "web"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.old.arn
  }
}
