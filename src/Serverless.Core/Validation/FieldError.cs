namespace Serverless.Core.Validation;

/// <summary>One fault of a request.</summary>
/// <param name="Pointer">JSON pointer to the field, for example <c>/objectives/0/goal</c>.</param>
/// <param name="Message">Names the value and the remedy.</param>
public sealed record FieldError(string Pointer, string Message);
