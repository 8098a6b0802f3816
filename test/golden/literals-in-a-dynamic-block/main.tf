terraform {
  required_providers {
    aws    = { source = "hashicorp/aws" }
    random = { source = "hashicorp/random" }
    tls    = { source = "hashicorp/tls" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

locals {
  port      = 443
  protocol  = "https"
  back      = "http"
  name      = "shop"
  algorithm = "RSA"
  bits      = 2048
  arns = {
    shop  = aws_acm_certificate.shop.arn
    admin = aws_iam_server_certificate.admin.arn
  }
}

resource "random_id" "shard" {
  byte_length = 2
}

resource "aws_acm_certificate" "shop" {
  domain_name       = "shop.example.com"
  validation_method = "DNS"
}

resource "tls_private_key" "admin" {
  algorithm = local.algorithm
  rsa_bits  = local.bits
}

resource "tls_self_signed_cert" "admin" {
  private_key_pem       = tls_private_key.admin.private_key_pem
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]
  dns_names             = ["admin.example.com"]
}

resource "aws_iam_server_certificate" "admin" {
  name             = "admin"
  certificate_body = tls_self_signed_cert.admin.cert_pem
  private_key      = tls_private_key.admin.private_key_pem
}

resource "aws_elb" "web" {
  subnets = ["subnet-0a1b2c3d4e5f60718"]

  dynamic "listener" {
    for_each = toset(split(",", random_id.shard.hex))
    content {
      lb_port            = local.port
      lb_protocol        = local.protocol
      instance_port      = 8080
      instance_protocol  = local.back
      ssl_certificate_id = local.arns[local.name]
    }
  }
}
