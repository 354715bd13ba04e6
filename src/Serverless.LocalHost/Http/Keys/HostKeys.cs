using System.Security.Cryptography;
using System.Text;

namespace Serverless.LocalHost.Http.Keys;

/// <summary>The keys that open the host's routes.</summary>
/// <remarks>Not a record, since a record prints its values and these are secrets.</remarks>
sealed class HostKeys(
    string master,
    IReadOnlyDictionary<string, string> functions,
    IReadOnlyDictionary<string, string> systems,
    IReadOnlyList<FunctionKey>? ofFunctions = null)
{
    /// <summary>The name of the Durable extension's key.</summary>
    public const string DurableTask = "durabletask_extension";

    /// <summary>The name of the key that every host has for its functions.</summary>
    public const string Default = "default";

    const int KeyBytes = 32;

    /// <summary>Gets the key that opens everything.</summary>
    public string Master { get; } = master;

    /// <summary>Gets the keys that open every function, by name.</summary>
    public IReadOnlyDictionary<string, string> Functions { get; } = functions;

    /// <summary>Gets the keys that open the routes of extensions, by name.</summary>
    public IReadOnlyDictionary<string, string> Systems { get; } = systems;

    /// <summary>Gets the keys that open only some functions.</summary>
    public IReadOnlyList<FunctionKey> OfFunctions { get; } = ofFunctions ?? [];

    /// <summary>Creates new random keys.</summary>
    public static HostKeys Create() => new(
        NewKey(),
        new Dictionary<string, string> { [Default] = NewKey() },
        new Dictionary<string, string> { [DurableTask] = NewKey() });

    /// <summary>Returns whether a key opens a level of access.</summary>
    public bool Opens(AccessLevel level, string? key) => level switch
    {
        AccessLevel.Anonymous => true,
        _ when string.IsNullOrEmpty(key) => false,
        AccessLevel.Function => Matches(Master, key) | Functions.Values.Aggregate(false, (found, own) => found | Matches(own, key)),
        _ => Matches(Master, key),
    };

    /// <summary>Returns whether a key opens a function with a level of access; the function's own keys do if it is the function level.</summary>
    public bool OpensFunction(string name, AccessLevel level, string? key) =>
        Opens(level, key) | (level == AccessLevel.Function && !string.IsNullOrEmpty(key)
            && OfFunctions.Aggregate(false, (found, own) => found | (own.IsOf(name) & Matches(own.Value, key))));

    /// <summary>Returns whether a key opens the routes of an extension.</summary>
    public bool OpensSystem(string name, string? key) =>
        !string.IsNullOrEmpty(key) && (Matches(Master, key) | (Systems.TryGetValue(name, out var own) && Matches(own, key)));

    /// <summary>Creates a key for addresses or files: 256 random bits, in characters that addresses need not escape.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));

    // The comparison takes the same time however much of a guess is right, and however long the key is.
    static bool Matches(string own, string key) => own.Length > 0 && CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(own)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

/// <summary>A key that opens only some functions: in Azure, keys with the same name and value on each of them.</summary>
/// <remarks>Not a record, since a record prints its values and this one contains a secret.</remarks>
sealed class FunctionKey(string name, string value, IReadOnlyList<string> functions)
{
    /// <summary>Gets the name of the key.</summary>
    public string Name { get; } = name;

    /// <summary>Gets the key itself.</summary>
    public string Value { get; } = value;

    /// <summary>Gets the names of the functions that the key opens.</summary>
    public IReadOnlyList<string> Functions { get; } = functions;

    /// <summary>Returns whether the key opens a function.</summary>
    public bool IsOf(string function) => Functions.Contains(function, StringComparer.OrdinalIgnoreCase);
}

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
