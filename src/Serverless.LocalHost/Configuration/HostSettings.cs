using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Serverless.LocalHost.Durability;
using Serverless.LocalHost.Http.Keys;

namespace Serverless.LocalHost.Configuration;

/// <summary>What the host itself reads of host.json and the settings.</summary>
sealed class HostSettings
{
    /// <summary>The section that host.json is put under, as the extensions expect and as its overrides in the environment are named.</summary>
    public const string Section = "AzureFunctionsJobHost";

    static readonly TimeSpan DefaultFunctionTimeout = TimeSpan.FromMinutes(5);

    readonly IConfiguration _configuration;

    HostSettings(IConfiguration configuration) => _configuration = configuration;

    /// <summary>Everything, for the extensions.</summary>
    public IConfiguration Configuration => _configuration;

    /// <summary>What comes before every route; empty for nothing.</summary>
    public string RoutePrefix => _configuration[$"{Section}:extensions:http:routePrefix"] ?? "api";

    /// <summary>How long a function may run; null for as long as it likes.</summary>
    /// <exception cref="StartException">It is no time.</exception>
    public TimeSpan? FunctionTimeout
    {
        get
        {
            var text = _configuration[$"{Section}:functionTimeout"];
            return text switch
            {
                null or "" => DefaultFunctionTimeout,
                "-1" => null,
                _ when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var limit) && limit > TimeSpan.Zero => limit,
                _ => throw new StartException(ExitCodes.Configuration, $"functionTimeout in host.json is hh:mm:ss or -1, not '{text}'."),
            };
        }
    }

    /// <summary>Levels of log categories; the one named default is for all others.</summary>
    public IEnumerable<KeyValuePair<string, string?>> LogLevels =>
        _configuration.GetSection($"{Section}:logging:logLevel").AsEnumerable(makePathsRelative: true).Where(level => level.Value is not null);

    /// <summary>The functions that host.json lists; empty when it lists none, and then all run.</summary>
    public IReadOnlySet<string> ListedFunctions =>
        _configuration.GetSection($"{Section}:functions").GetChildren()
            .Select(item => item.Value ?? "")
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys that open some functions alone: <c>LocalHost:FunctionKeys:NAME:Value</c> and <c>:Functions</c>, names with commas between.</summary>
    /// <exception cref="StartException">One has no value or no functions.</exception>
    public IReadOnlyList<FunctionKey> FunctionKeys =>
    [
        .. _configuration.GetSection("LocalHost:FunctionKeys").GetChildren().Select(section => new FunctionKey(
            section.Key,
            Required(section, "Value"),
            Required(section, "Functions").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))),
    ];

    /// <summary>A setting by its name, in the form with colons.</summary>
    public string? this[string name] => _configuration[name];

    /// <summary>Reads host.json, local.settings.json and the environment; later ones win.</summary>
    /// <remarks>Every %NAME% in host.json is replaced by that setting.</remarks>
    public static HostSettings Read(AppFolder app)
    {
        var local = app.LocalSettings
            .Where(pair => !ProcessEnvironment.IsOfAzure(pair.Key))
            .Select(pair => KeyValuePair.Create<string, string?>(WithColons(pair.Key), pair.Value));
        var settings = new ConfigurationBuilder().AddInMemoryCollection(local).AddEnvironmentVariables().Build();
        var host = FlattenedJson.Of(app.HostJson, Section).Select(pair => KeyValuePair.Create<string, string?>(
            pair.Key, SettingReferences.Replace(pair.Value ?? "", name => settings[WithColons(name)])));
        var defaults = EngineSettings.Defaults.Select(pair => KeyValuePair.Create<string, string?>($"{Section}:{pair.Key}", pair.Value));
        return new HostSettings(new ConfigurationBuilder()
            .AddInMemoryCollection(defaults)
            .AddInMemoryCollection(host)
            .AddInMemoryCollection([new("AzureWebJobsConfigurationSection", Section)])
            .AddConfiguration(settings)
            .Build());
    }

    /// <summary>Whether a function is disabled by <c>AzureWebJobs.NAME.Disabled</c>, or <c>AzureWebJobs__NAME__Disabled</c> where dots are not allowed.</summary>
    public bool IsDisabled(string function)
    {
        var text = _configuration[$"AzureWebJobs.{function}.Disabled"] ?? _configuration[$"AzureWebJobs:{function}:Disabled"];
        return text == "1" || (bool.TryParse(text, out var disabled) && disabled);
    }

    static string Required(IConfigurationSection section, string name) => section[name] is { Length: > 0 } text
        ? text
        : throw new StartException(
            ExitCodes.Configuration,
            $"The function key {section.Key} has no {name}: set LocalHost__FunctionKeys__{section.Key}__Value to the key, "
            + "and ...__Functions to names of functions with commas between.");

    // The environment has no names with colons, and its provider reads two underscores as one.
    static string WithColons(string name) => name.Replace("__", ":", StringComparison.Ordinal);
}

/// <summary>Names of settings in percent signs, in the place of their values.</summary>
static partial class SettingReferences
{
    /// <summary>Replaces each %NAME%; one that names no setting stays, and its reader reports it.</summary>
    public static string Replace(string text, Func<string, string?> setting) =>
        Reference().Replace(text, reference => setting(reference.Groups[1].Value) ?? reference.Value);

    [GeneratedRegex("%([^%\\s]+)%")]
    private static partial Regex Reference();
}

/// <summary>JSON as the keys and values of a configuration.</summary>
static class FlattenedJson
{
    /// <summary>One pair a value, its key the path of names and indices joined by colons; nulls are left out.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Of(JsonNode node, string path) => node switch
    {
        JsonObject values => values.SelectMany(pair => pair.Value is null ? [] : Of(pair.Value, $"{path}:{pair.Key}")),
        JsonArray items => items.SelectMany(
            (item, index) => item is null ? [] : Of(item, string.Create(CultureInfo.InvariantCulture, $"{path}:{index}"))),
        _ => [new(path, node.ToString())],
    };
}
