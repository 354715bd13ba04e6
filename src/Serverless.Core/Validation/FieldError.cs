namespace Serverless.Core.Validation;

/// <summary>An error in a request.</summary>
/// <param name="Pointer">JSON pointer to the field, for example <c>/objectives/0/goal</c>.</param>
/// <param name="Message">The message, which names the value and a remedy.</param>
public sealed record FieldError(string Pointer, string Message)
{
    /// <value>The field's value, if it is an unknown name; null for every other error.</value>
    public string? UnknownName { get; init; }
}
