terraform {
  required_providers {
    tls = { source = "hashicorp/tls" }
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

resource "tls_private_key" "ca" {
  algorithm = "RSA"
}

resource "tls_self_signed_cert" "ca" {
  private_key_pem       = tls_private_key.ca.private_key_pem
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]
  dns_names             = ["www.example.com"]
  subject {
    common_name = "www.example.com"
  }
}

resource "aws_acm_certificate" "own" {
  certificate_body = tls_self_signed_cert.ca.cert_pem
  private_key      = tls_private_key.ca.private_key_pem
}

resource "aws_cloudfront_distribution" "alias" {
  enabled = true
  aliases = ["www.example.com"]
  origin {
    domain_name = "origin.example.net"
    origin_id   = "app"
    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }
  default_cache_behavior {
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    target_origin_id       = "app"
    viewer_protocol_policy = "redirect-to-https"
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }
  restrictions {
    geo_restriction { restriction_type = "none" }
  }
  viewer_certificate {
    acm_certificate_arn = aws_acm_certificate.own.arn
    ssl_support_method  = "sni-only"
  }
}

resource "aws_cloudfront_distribution" "plain" {
  enabled = true
  origin {
    domain_name = "origin.example.net"
    origin_id   = "app"
    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }
  default_cache_behavior {
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    target_origin_id       = "app"
    viewer_protocol_policy = "redirect-to-https"
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }
  restrictions {
    geo_restriction { restriction_type = "none" }
  }
  viewer_certificate {
    acm_certificate_arn = aws_acm_certificate.own.arn
    ssl_support_method  = "sni-only"
  }
}
