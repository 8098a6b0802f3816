terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
    tls = { source = "hashicorp/tls" }
  }
}

variable "partner_certificate_arn" {
  type    = string
  default = "arn:aws:acm:eu-west-1:123456789012:certificate/0b61e8d2-41c6-4a2f-9a55-3a1c9b8a6d10"
}

provider "aws" {
  region = "eu-west-1"
}

# Fine: RSA_2048 by default, same Region, and nothing starts before the certificate is issued.
resource "aws_acm_certificate" "shop" {
  domain_name       = "shop.example.com"
  validation_method = "DNS"
}

resource "aws_acm_certificate_validation" "shop" {
  certificate_arn = aws_acm_certificate.shop.arn
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port           = 80
    lb_protocol       = "http"
    instance_port     = 8080
    instance_protocol = "http"
  }

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate_validation.shop.certificate_arn
  }
}

# Fine: an EC key, uploaded to IAM.
resource "tls_private_key" "api" {
  algorithm   = "ECDSA"
  ecdsa_curve = "P256"
}

resource "tls_self_signed_cert" "api" {
  private_key_pem       = tls_private_key.api.private_key_pem
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]
  dns_names             = ["api.example.com"]
}

resource "aws_iam_server_certificate" "api" {
  name_prefix      = "api-"
  certificate_body = tls_self_signed_cert.api.cert_pem
  private_key      = tls_private_key.api.private_key_pem

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_elb" "api" {
  name               = "api"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8443
    instance_protocol  = "https"
    ssl_certificate_id = aws_iam_server_certificate.api.arn
  }
}

# Refused: the same kind of key, imported into ACM; and a port without any certificate.
resource "tls_private_key" "admin" {
  algorithm = "RSA"
  rsa_bits  = 4096
}

resource "tls_self_signed_cert" "admin" {
  private_key_pem       = tls_private_key.admin.private_key_pem
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]
  dns_names             = ["admin.example.com"]
}

resource "aws_acm_certificate" "admin" {
  certificate_body = tls_self_signed_cert.admin.cert_pem
  private_key      = tls_private_key.admin.private_key_pem
}

resource "aws_elb" "admin" {
  name               = "admin"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.admin.arn
  }

  listener {
    lb_port           = 8443
    lb_protocol       = "ssl"
    instance_port     = 9443
    instance_protocol = "tcp"
  }
}

# Open: the plan has the ARN of a certificate that somebody else made, not its key.
resource "aws_elb" "partner" {
  name               = "partner"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = var.partner_certificate_arn
  }
}
