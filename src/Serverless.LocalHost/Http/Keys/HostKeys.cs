using System.Security.Cryptography;
using System.Text;

namespace Serverless.LocalHost.Http.Keys;

/// <summary>The keys that open the host's routes.</summary>
/// <remarks>No record, since a record prints its values and these are secrets.</remarks>
sealed class HostKeys(string master, IReadOnlyDictionary<string, string> functions, IReadOnlyDictionary<string, string> systems)
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

    /// <summary>Whether a key opens what an extension serves.</summary>
    public bool OpensSystem(string name, string? key) =>
        !string.IsNullOrEmpty(key) && (Matches(Master, key) | (Systems.TryGetValue(name, out var own) && Matches(own, key)));

    /// <summary>A key to write into addresses or a file: 256 random bits, in letters that addresses take as they are.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));

    // In time that does not tell how much of a guess is right, nor how long the key is.
    static bool Matches(string own, string key) => own.Length > 0 && CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(own)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
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
