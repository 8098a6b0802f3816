terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

resource "aws_cognito_user_pool_domain" "login" {
  domain       = "my-login"
  user_pool_id = "eu-west-1_AbCdEfGhI"
}
