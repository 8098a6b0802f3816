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

resource "aws_acm_certificate" "west" {
  region            = "us-west-2"
  domain_name       = "www.example.com"
  validation_method = "DNS"
}

resource "aws_apigatewayv2_domain_name" "ok" {
  region      = "us-west-2"
  domain_name = "www.example.com"
  domain_name_configuration {
    certificate_arn = aws_acm_certificate.west.arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_api_gateway_domain_name" "far" {
  region                   = "us-west-2"
  domain_name              = "www.example.com"
  regional_certificate_arn = aws_acm_certificate.site.arn
  endpoint_configuration {
    types = ["REGIONAL"]
  }
}
