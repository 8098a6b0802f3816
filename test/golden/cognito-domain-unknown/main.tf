terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

resource "terraform_data" "x" {
  input = "auth.example.com"
}

resource "aws_cognito_user_pool_domain" "login" {
  domain       = terraform_data.x.output
  user_pool_id = "eu-west-1_AbCdEfGhI"
}
