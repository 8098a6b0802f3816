variable "trust" {
  type = string
}

resource "aws_iam_role" "this" {
  assume_role_policy = var.trust
}

output "id" {
  value = aws_iam_role.this.id
}
