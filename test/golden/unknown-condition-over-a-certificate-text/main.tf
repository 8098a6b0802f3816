provider "aws" {
  region = "eu-west-1"
}

resource "aws_ssm_parameter" "own" {
  name  = "/shop/own"
  type  = "String"
  value = "yes"
}

resource "tls_private_key" "shop" {
  algorithm = "RSA"
}

resource "tls_self_signed_cert" "shop" {
  private_key_pem       = tls_private_key.shop.private_key_pem
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]
  dns_names             = ["shop.example.com"]

  subject {
    common_name = "shop.example.com"
  }
}

resource "aws_acm_certificate" "shop" {
  certificate_body = aws_ssm_parameter.own.version == 1 ? tls_self_signed_cert.shop.cert_pem : file("${path.module}/cert.pem")
  private_key      = aws_ssm_parameter.own.version == 1 ? tls_private_key.shop.private_key_pem : file("${path.module}/key.pem")
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
