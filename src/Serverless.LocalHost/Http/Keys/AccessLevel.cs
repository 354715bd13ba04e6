namespace Serverless.LocalHost.Http.Keys;

/// <summary>Who may call a function.</summary>
public enum AccessLevel
{
    /// <summary>Anyone.</summary>
    Anonymous,

    /// <summary>Holders of a function key or of the master key.</summary>
    Function,

    /// <summary>Holders of the master key.</summary>
    Admin,
}
