provider "aws" {
  region = "eu-west-1"
}

resource "tls_private_key" "own" {
  algorithm = "RSA"
}

resource "tls_self_signed_cert" "own" {
  private_key_pem       = tls_private_key.own.private_key_pem
  validity_period_hours = 87600
  is_ca_certificate     = true
  allowed_uses          = ["cert_signing"]

  subject {
    common_name = "own"
  }
}

resource "tls_private_key" "other" {
  algorithm = "RSA"
}

resource "tls_self_signed_cert" "other" {
  private_key_pem       = tls_private_key.other.private_key_pem
  validity_period_hours = 87600
  is_ca_certificate     = true
  allowed_uses          = ["cert_signing"]

  subject {
    common_name = "other"
  }
}

resource "tls_private_key" "site" {
  algorithm = "RSA"
}

resource "tls_cert_request" "site" {
  private_key_pem = tls_private_key.site.private_key_pem
  dns_names       = ["www.example.com"]
}

resource "tls_locally_signed_cert" "site" {
  cert_request_pem      = tls_cert_request.site.cert_request_pem
  ca_private_key_pem    = tls_private_key.own.private_key_pem
  ca_cert_pem           = tls_self_signed_cert.own.cert_pem
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]
}

resource "aws_acm_certificate" "site" {
  certificate_body  = tls_locally_signed_cert.site.cert_pem
  private_key       = tls_private_key.site.private_key_pem
  certificate_chain = tls_self_signed_cert.other.cert_pem
}

resource "aws_elb" "web" {
  name               = "web"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.site.arn
  }
}
