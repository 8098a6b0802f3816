provider "aws" {
  region = "eu-west-1"
}

resource "aws_instance" "web" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  dynamic "listener" {
    for_each = aws_instance.web.ipv6_addresses

    content {
      lb_port           = 443
      lb_protocol       = "https"
      instance_port     = 8080
      instance_protocol = "http"
    }
  }
}
