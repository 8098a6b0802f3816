terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_acm_certificate" "p384" {
  domain_name       = "www.example.com"
  validation_method = "DNS"
  key_algorithm     = "EC_secp384r1"
}

resource "aws_acm_certificate" "p256" {
  domain_name       = "www.example.com"
  validation_method = "DNS"
  key_algorithm     = "EC_prime256v1"
}

resource "aws_acm_certificate" "big" {
  domain_name       = "www.example.com"
  validation_method = "DNS"
  key_algorithm     = "RSA_4096"
}

resource "aws_api_gateway_domain_name" "bad" {
  domain_name     = "www.example.com"
  certificate_arn = aws_acm_certificate.p384.arn
}

resource "aws_api_gateway_domain_name" "good" {
  domain_name     = "www.example.com"
  certificate_arn = aws_acm_certificate.p256.arn
}

resource "aws_api_gateway_domain_name" "rsa" {
  domain_name     = "www.example.com"
  certificate_arn = aws_acm_certificate.big.arn
  endpoint_configuration {
    types = ["EDGE"]
  }
}
