provider "aws" {
  region = "eu-west-1"
}

resource "aws_ssm_parameter" "domain" {
  name  = "/shop/domain"
  type  = "String"
  value = "shop.example.com"
}

data "aws_acm_certificate" "shop" {
  region = "us-east-1"
  domain = aws_ssm_parameter.domain.insecure_value
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = data.aws_acm_certificate.shop.arn
  }
}
