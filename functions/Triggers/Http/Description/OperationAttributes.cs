namespace Serverless.Functions.Triggers.Http.Description;

/// <summary>Says that a function reads a JSON body: it also refuses what is malformed, invalid, too large or no JSON.</summary>
/// <param name="body">The type whose fields the body has.</param>
[AttributeUsage(AttributeTargets.Method)]
sealed class TakesJsonAttribute(Type body) : Attribute
{
    public Type Body { get; } = body;

    /// <value>Whether the header <c>Idempotency-Key</c> makes a repeated request the same one.</value>
    public bool HasIdempotencyKey { get; init; }
}

/// <summary>Says that a function takes a file as its body.</summary>
/// <param name="mediaType">Its media type.</param>
[AttributeUsage(AttributeTargets.Method)]
sealed class TakesFileAttribute(string mediaType) : Attribute
{
    public string MediaType { get; } = mediaType;
}

/// <summary>Names the request headers that a function reads, but for those of its body.</summary>
/// <param name="names">The headers.</param>
[AttributeUsage(AttributeTargets.Method)]
sealed class TakesHeadersAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names { get; } = names;
}

/// <summary>Says what a function answers when it does what is asked.</summary>
/// <param name="status">The status code.</param>
/// <param name="body">The type of the JSON body; null: none, or one of another media type.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
sealed class AnswersAttribute(int status, Type? body = null) : Attribute
{
    public int Status { get; } = status;

    public Type? Body { get; } = body;

    /// <value>Another media type that the body can have; null: JSON only, or no body.</value>
    public string? MediaType { get; init; }

    /// <value>Whether the answer has an <c>ETag</c>, and <c>If-None-Match</c> of it is answered with 304.</value>
    public bool IsTagged { get; init; }

    /// <value>Whether the answer says where the new item is.</value>
    public bool HasLocation { get; init; }
}

/// <summary>Says with which problems a function refuses, but for those of every function and of its body.</summary>
/// <param name="status">The status code.</param>
/// <param name="codes">Some of <see cref="ProblemCodes"/>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
sealed class RefusesAttribute(int status, params string[] codes) : Attribute
{
    public int Status { get; } = status;

    public IReadOnlyList<string> Codes { get; } = codes;
}
