provider "aws" {
  region = "eu-west-1"
}

variable "large" {
  type    = bool
  default = false
}

resource "tls_private_key" "large" {
  algorithm = "RSA"
  rsa_bits  = 4096
}

resource "tls_private_key" "small" {
  algorithm = "RSA"
}

resource "tls_self_signed_cert" "shop" {
  private_key_pem       = var.large ? tls_private_key.large.private_key_pem : tls_private_key.small.private_key_pem
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]
  dns_names             = ["shop.example.com"]

  subject {
    common_name = "shop.example.com"
  }
}

resource "aws_acm_certificate" "shop" {
  certificate_body = tls_self_signed_cert.shop.cert_pem
  private_key      = var.large ? tls_private_key.large.private_key_pem : tls_private_key.small.private_key_pem
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
