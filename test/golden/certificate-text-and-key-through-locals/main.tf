provider "aws" {
  region = "eu-west-1"
}

resource "tls_private_key" "shop" {
  algorithm   = "ECDSA"
  ecdsa_curve = "P256"
}

resource "tls_self_signed_cert" "shop" {
  private_key_pem       = tls_private_key.shop.private_key_pem
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]
  dns_names             = ["shop.example.com"]
}

locals {
  certificate = tls_self_signed_cert.shop.cert_pem
  key         = tls_private_key.shop.private_key_pem
  arn         = aws_acm_certificate.other.arn
}

resource "aws_acm_certificate" "shop" {
  certificate_body = local.certificate
  private_key      = local.key
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

resource "aws_acm_certificate" "other" {
  domain_name       = "other.example.com"
  validation_method = "DNS"
}

resource "aws_elb" "other" {
  name               = "other"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = local.arn
  }
}
