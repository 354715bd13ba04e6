namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which key a request to an HTTP function must carry.</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous = 0,

    /// <summary>None here; the platform's sign-in in front of the app.</summary>
    User = 1,

    /// <summary>The function's key, the host key or the master key.</summary>
    Function = 2,

    /// <summary>The system key of an extension, or the master key.</summary>
    System = 3,

    /// <summary>The master key.</summary>
    Admin = 4,
}
