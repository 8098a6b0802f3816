terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

resource "aws_acm_certificate" "site" {
  region            = "us-east-1"
  domain_name       = "auth.example.com"
  validation_method = "DNS"
}

resource "aws_acm_certificate" "west" {
  region            = "us-west-2"
  domain_name       = "auth.example.com"
  validation_method = "DNS"
}

resource "aws_cognito_user_pool_domain" "ok" {
  region          = "us-west-2"
  domain          = "auth.example.com"
  certificate_arn = aws_acm_certificate.site.arn
  user_pool_id    = "eu-west-1_AbCdEfGhI"
}

resource "aws_cognito_user_pool_domain" "west" {
  region          = "us-west-2"
  domain          = "auth.example.com"
  certificate_arn = aws_acm_certificate.west.arn
  user_pool_id    = "eu-west-1_AbCdEfGhI"
}
