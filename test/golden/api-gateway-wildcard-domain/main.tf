terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

resource "aws_acm_certificate" "wild" {
  domain_name       = "*.example.com"
  validation_method = "DNS"
}

resource "aws_acm_certificate" "www" {
  domain_name       = "www.example.com"
  validation_method = "DNS"
}

resource "aws_apigatewayv2_domain_name" "ok" {
  domain_name = "*.example.com"
  domain_name_configuration {
    certificate_arn = aws_acm_certificate.wild.arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_apigatewayv2_domain_name" "narrow" {
  domain_name = "*.example.com"
  domain_name_configuration {
    certificate_arn = aws_acm_certificate.www.arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_apigatewayv2_domain_name" "apex" {
  domain_name = "example.com"
  domain_name_configuration {
    certificate_arn = aws_acm_certificate.wild.arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}
