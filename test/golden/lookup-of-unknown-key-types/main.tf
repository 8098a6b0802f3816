provider "aws" {
  region = "eu-west-1"
}

resource "aws_ssm_parameter" "key_type" {
  name  = "/shop/key_type"
  type  = "String"
  value = "RSA_2048"
}

data "aws_acm_certificate" "shop" {
  domain    = "shop.example.com"
  key_types = [aws_ssm_parameter.key_type.insecure_value]
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
