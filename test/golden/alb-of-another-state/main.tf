terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

data "terraform_remote_state" "network" {
  backend = "local"
  config = {
    path = "network.tfstate"
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = data.terraform_remote_state.network.outputs.lb_arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = data.terraform_remote_state.network.outputs.certificate_arn
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "200"
    }
  }
}
