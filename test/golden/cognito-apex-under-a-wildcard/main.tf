terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

resource "aws_acm_certificate" "wild" {
  provider          = aws.us_east_1
  domain_name       = "*.example.com"
  validation_method = "DNS"
}

resource "aws_acm_certificate_validation" "wild" {
  provider        = aws.us_east_1
  certificate_arn = aws_acm_certificate.wild.arn
}

resource "aws_cognito_user_pool_domain" "ok" {
  domain          = "auth.example.com"
  certificate_arn = aws_acm_certificate_validation.wild.certificate_arn
  user_pool_id    = "eu-west-1_AbCdEfGhI"
}

resource "aws_cognito_user_pool_domain" "apex" {
  domain          = "example.com"
  certificate_arn = aws_acm_certificate_validation.wild.certificate_arn
  user_pool_id    = "eu-west-1_AbCdEfGhI"
}

resource "aws_cognito_user_pool_domain" "deep" {
  domain          = "auth.eu.example.com"
  certificate_arn = aws_acm_certificate_validation.wild.certificate_arn
  user_pool_id    = "eu-west-1_AbCdEfGhI"
}
