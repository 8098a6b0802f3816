provider "aws" {
  region = "eu-west-1"
}

resource "aws_ssm_parameter" "algorithm" {
  name  = "/shop/algorithm"
  type  = "String"
  value = "RSA_2048"
}

resource "aws_acm_certificate" "shop" {
  domain_name       = "shop.example.com"
  validation_method = "DNS"
  key_algorithm     = aws_ssm_parameter.algorithm.insecure_value
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.shop.arn
  }
}
