# Planned after the configuration in before/ was applied.

provider "aws" {
  region = "eu-west-1"
}

removed {
  from = aws_elb.shop

  lifecycle {
    destroy = false
  }
}
