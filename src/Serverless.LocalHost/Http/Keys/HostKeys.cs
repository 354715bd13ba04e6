using System.Security.Cryptography;
using System.Text;

namespace Serverless.LocalHost.Http.Keys;

/// <summary>The keys that open the host's routes.</summary>
/// <remarks>No record, since a record prints its values and these are secrets.</remarks>
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

    /// <summary>Opens everything.</summary>
    public string Master { get; } = master;

    /// <summary>Open every function, by name.</summary>
    public IReadOnlyDictionary<string, string> Functions { get; } = functions;

    /// <summary>Open what an extension serves, by name.</summary>
    public IReadOnlyDictionary<string, string> Systems { get; } = systems;

    /// <summary>Each opens some functions alone.</summary>
    public IReadOnlyList<FunctionKey> OfFunctions { get; } = ofFunctions ?? [];

    /// <summary>New random keys.</summary>
    public static HostKeys Create() => new(
        NewKey(),
        new Dictionary<string, string> { [Default] = NewKey() },
        new Dictionary<string, string> { [DurableTask] = NewKey() });

    /// <summary>Whether a key opens a level of access.</summary>
    public bool Opens(AccessLevel level, string? key) => level switch
    {
        AccessLevel.Anonymous => true,
        _ when string.IsNullOrEmpty(key) => false,
        AccessLevel.Function => Matches(Master, key) | Functions.Values.Aggregate(false, (found, own) => found | Matches(own, key)),
        _ => Matches(Master, key),
    };

    /// <summary>Whether a key opens a function of a level of access; a key of its own does where the level is that of functions.</summary>
    public bool OpensFunction(string name, AccessLevel level, string? key) =>
        Opens(level, key) | (level == AccessLevel.Function && !string.IsNullOrEmpty(key)
            && OfFunctions.Aggregate(false, (found, own) => found | (own.IsOf(name) & Matches(own.Value, key))));

    /// <summary>Whether a key opens what an extension serves.</summary>
    public bool OpensSystem(string name, string? key) =>
        !string.IsNullOrEmpty(key) && (Matches(Master, key) | (Systems.TryGetValue(name, out var own) && Matches(own, key)));

    /// <summary>A key to write into addresses or a file: 256 random bits, in letters that addresses take as they are.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));

    // In time that does not tell how much of a guess is right, nor how long the key is.
    static bool Matches(string own, string key) => own.Length > 0 && CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(own)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

/// <summary>A key that opens some functions alone: in Azure, keys of one name and value on each of them.</summary>
/// <remarks>No record, since a record prints its values and this holds a secret.</remarks>
sealed class FunctionKey(string name, string value, IReadOnlyList<string> functions)
{
    /// <summary>What it is called.</summary>
    public string Name { get; } = name;

    /// <summary>The key itself.</summary>
    public string Value { get; } = value;

    /// <summary>Names of the functions that it opens.</summary>
    public IReadOnlyList<string> Functions { get; } = functions;

    /// <summary>Whether it is a key of a function.</summary>
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
