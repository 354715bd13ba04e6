namespace Serverless.Core.Validation;

/// <summary>One fault of a request.</summary>
/// <param name="Pointer">JSON pointer to the field, for example <c>/objectives/0/goal</c>.</param>
/// <param name="Message">Names the value and the remedy.</param>
public sealed record FieldError(string Pointer, string Message)
{
    /// <value>The field's value, when it is a name that nothing here has; null for every other fault.</value>
    public string? UnknownName { get; init; }
}
