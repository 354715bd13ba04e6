using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Serverless.LocalHost.Durability;
using Serverless.LocalHost.Http.Keys;

namespace Serverless.LocalHost.Configuration;

/// <summary>The parts of host.json and the settings that the host itself reads.</summary>
sealed class HostSettings
{
    /// <summary>The section that contains host.json, as the extensions expect and as its overrides in the environment are named.</summary>
    public const string Section = "AzureFunctionsJobHost";

    static readonly TimeSpan DefaultFunctionTimeout = TimeSpan.FromMinutes(5);

    readonly IConfiguration _configuration;

    HostSettings(IConfiguration configuration) => _configuration = configuration;

    /// <summary>Gets the whole configuration, for the extensions.</summary>
    public IConfiguration Configuration => _configuration;

    /// <summary>Gets the prefix of every route; empty for none.</summary>
    public string RoutePrefix => _configuration[$"{Section}:extensions:http:routePrefix"] ?? "api";

    /// <summary>Gets how long a function may run; null for no limit.</summary>
    /// <exception cref="StartException">The setting is not a duration.</exception>
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
                _ => throw new StartException(ExitCodes.Configuration, $"functionTimeout in host.json must be hh:mm:ss or -1, not '{text}'."),
            };
        }
    }

    /// <summary>Gets the levels of log categories; the one named default applies to all others.</summary>
    public IEnumerable<KeyValuePair<string, string?>> LogLevels =>
        _configuration.GetSection($"{Section}:logging:logLevel").AsEnumerable(makePathsRelative: true).Where(level => level.Value is not null);

    /// <summary>Gets the functions that host.json lists; when it lists none, all functions run.</summary>
    public IReadOnlySet<string> ListedFunctions =>
        _configuration.GetSection($"{Section}:functions").GetChildren()
            .Select(item => item.Value ?? "")
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Gets the keys that open only some functions: <c>LocalHost:FunctionKeys:NAME:Value</c> and <c>:Functions</c>, with comma-separated names.
    /// </summary>
    /// <exception cref="StartException">A key has no value or no functions.</exception>
    public IReadOnlyList<FunctionKey> FunctionKeys =>
    [
        .. _configuration.GetSection("LocalHost:FunctionKeys").GetChildren().Select(section => new FunctionKey(
            section.Key,
            Required(section, "Value"),
            Required(section, "Functions").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))),
    ];

    /// <summary>Gets a setting by its name, in the form with colons.</summary>
    public string? this[string name] => _configuration[name];

    /// <summary>Reads host.json, local.settings.json and the environment; later sources take precedence.</summary>
    /// <remarks>Every %NAME% in host.json is replaced by the setting with that name.</remarks>
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

    /// <summary>
    /// Returns whether a function is disabled by <c>AzureWebJobs.NAME.Disabled</c>, or <c>AzureWebJobs__NAME__Disabled</c> where dots are not
    /// allowed.
    /// </summary>
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
            + "and ...__Functions to the names of functions, separated by commas.");

    // Names in the environment cannot contain colons, so its provider reads two underscores as one colon.
    static string WithColons(string name) => name.Replace("__", ":", StringComparison.Ordinal);
}

/// <summary>Replaces names of settings in percent signs by their values.</summary>
static partial class SettingReferences
{
    /// <summary>Replaces each %NAME%; one that names no setting stays, and its reader reports it.</summary>
    public static string Replace(string text, Func<string, string?> setting) =>
        Reference().Replace(text, reference => setting(reference.Groups[1].Value) ?? reference.Value);

    [GeneratedRegex("%([^%\\s]+)%")]
    private static partial Regex Reference();
}

/// <summary>Converts JSON to the keys and values of a configuration.</summary>
static class FlattenedJson
{
    /// <summary>Returns one pair per value, with the path of names and indices, joined by colons, as its key; nulls are left out.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Of(JsonNode node, string path) => node switch
    {
        JsonObject values => values.SelectMany(pair => pair.Value is null ? [] : Of(pair.Value, $"{path}:{pair.Key}")),
        JsonArray items => items.SelectMany(
            (item, index) => item is null ? [] : Of(item, string.Create(CultureInfo.InvariantCulture, $"{path}:{index}"))),
        _ => [new(path, node.ToString())],
    };
}
