terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

resource "aws_acm_certificate" "site" {
  domain_name       = "www.example.com"
  validation_method = "DNS"
}

resource "aws_apigatewayv2_domain_name" "api" {
  domain_name = "www.example.com"
  domain_name_configuration {
    certificate_arn = aws_acm_certificate.site.arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
    ownership_verification_certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/8e6a1f0c-3b5d-4c2e-9f71-0a1b2c3d4e5f"
  }
  mutual_tls_authentication {
    truststore_uri = "s3://truststore/ca.pem"
  }
}
