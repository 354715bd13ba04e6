using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function by an HTTP request.</summary>
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>All methods, authorisation level Function.</summary>
    public HttpTriggerAttribute() => AuthLevel = AuthorizationLevel.Function;

    /// <summary>The methods given, at the host's default level, which is Function (the property keeps the enum's default).</summary>
    public HttpTriggerAttribute(params string[] methods) => Methods = methods;

    /// <summary>All methods at the level given.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    /// <summary>The methods and the level given.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>The route template after the prefix; null means the function's name.</summary>
    public string? Route { get; set; }

    /// <summary>The HTTP methods; null means all.</summary>
    public string[]? Methods { get; private set; }

    /// <summary>Which key a request must carry.</summary>
    public AuthorizationLevel AuthLevel { get; private set; }
}
