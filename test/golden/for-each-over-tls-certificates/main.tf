provider "aws" {
  region = "eu-west-1"
}

locals {
  sites = {
    blog = "ECDSA"
    shop = "RSA"
  }
}

resource "tls_private_key" "site" {
  for_each    = local.sites
  algorithm   = each.value
  ecdsa_curve = "P256"
}

resource "tls_self_signed_cert" "site" {
  for_each              = local.sites
  private_key_pem       = tls_private_key.site[each.key].private_key_pem
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]

  subject {
    common_name = "${each.key}.example.com"
  }
}

resource "aws_acm_certificate" "site" {
  for_each         = local.sites
  certificate_body = tls_self_signed_cert.site[each.key].cert_pem
  private_key      = tls_private_key.site[each.key].private_key_pem
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.site["shop"].arn
  }
}
