using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Makes host.json part of the configuration, under the section that AzureFunctionsJobHost__ settings override.</summary>
static class HostJson
{
    /// <summary>The section's name.</summary>
    public const string Section = "AzureFunctionsJobHost";

    /// <summary>Adds the file beneath all other sources of the builder, with %NAME% replaced from the settings.</summary>
    /// <exception cref="InvalidOperationException">The file is no JSON, not of version 2.0, or names a setting that does not exist.</exception>
    public static void AddTo(IConfigurationBuilder builder, IConfiguration settings, string contentRoot)
    {
        IConfiguration file;
        try
        {
            file = new ConfigurationBuilder().AddJsonFile(Path.Combine(contentRoot, "host.json"), optional: true).Build();
        }
        catch (InvalidDataException e)
        {
            throw new InvalidOperationException($"host.json is invalid: {e.InnerException?.Message ?? e.Message}", e);
        }

        var values = file.AsEnumerable().Where(value => value.Value is not null).ToList();
        if (values.Count > 0 && file["version"] != "2.0")
        {
            throw new InvalidOperationException("host.json is invalid: it must say \"version\": \"2.0\".");
        }

        var resolved = values.ToDictionary(
            value => $"{Section}:{value.Key}", value => (string?)SettingReferences.Resolve(value.Value!, settings));
        builder.Sources.Insert(0, new MemoryConfigurationSource { InitialData = resolved });
    }
}
