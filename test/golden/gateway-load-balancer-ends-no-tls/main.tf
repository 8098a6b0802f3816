terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

resource "aws_lb" "gw" {
  name               = "gw"
  load_balancer_type = "gateway"
  subnets            = ["subnet-0a1b2c3d4e5f60718", "subnet-0b1b2c3d4e5f60718"]
}

resource "aws_lb_listener" "inspect" {
  load_balancer_arn = aws_lb.gw.arn
  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/6d0ecf831eec9f09"
  }
}

resource "aws_lb_listener" "shared" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/gwy/shared/50dc6c495c0c9188"
  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/6d0ecf831eec9f09"
  }
}
