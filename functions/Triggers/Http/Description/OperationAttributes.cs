namespace Serverless.Functions.Triggers.Http.Description;

/// <summary>Declares that a function reads a JSON body; it then also refuses one that is malformed, invalid, too large or not JSON.</summary>
/// <param name="body">The type that has the fields of the body.</param>
[AttributeUsage(AttributeTargets.Method)]
sealed class TakesJsonAttribute(Type body) : Attribute
{
    public Type Body { get; } = body;

    /// <value>Whether the header <c>Idempotency-Key</c> makes a repeated request idempotent.</value>
    public bool HasIdempotencyKey { get; init; }
}

/// <summary>Declares that a function reads a file as its body.</summary>
/// <param name="mediaType">The media type of the file.</param>
[AttributeUsage(AttributeTargets.Method)]
sealed class TakesFileAttribute(string mediaType) : Attribute
{
    public string MediaType { get; } = mediaType;
}

/// <summary>Declares the request headers that a function reads, except for those of its body.</summary>
/// <param name="names">The names of the headers.</param>
[AttributeUsage(AttributeTargets.Method)]
sealed class TakesHeadersAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names { get; } = names;
}

/// <summary>Declares a response of a function that succeeds.</summary>
/// <param name="status">The status code.</param>
/// <param name="body">The type of the JSON body; null when there is no body or it has another media type.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
sealed class AnswersAttribute(int status, Type? body = null) : Attribute
{
    public int Status { get; } = status;

    public Type? Body { get; } = body;

    /// <value>Another media type that the body can have; null when it is always JSON or there is none.</value>
    public string? MediaType { get; init; }

    /// <value>Whether the response has an <c>ETag</c>, and a matching <c>If-None-Match</c> is answered with 304.</value>
    public bool IsTagged { get; init; }

    /// <value>Whether the response has a <c>Location</c> header with the address of the new item.</value>
    public bool HasLocation { get; init; }
}

/// <summary>Declares the problems with which a function refuses requests, except for those of every function and of its body.</summary>
/// <param name="status">The status code.</param>
/// <param name="codes">Some of the <see cref="ProblemCodes"/>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
sealed class RefusesAttribute(int status, params string[] codes) : Attribute
{
    public int Status { get; } = status;

    public IReadOnlyList<string> Codes { get; } = codes;
}
