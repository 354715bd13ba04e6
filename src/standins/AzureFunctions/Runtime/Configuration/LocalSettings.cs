using Microsoft.Extensions.Configuration;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Reads local.settings.json, as the platform's local tools do: its values become environment variables.</summary>
static class LocalSettings
{
    /// <summary>Sets each variable that the environment does not have yet and returns the port to listen on, if the file names one.</summary>
    /// <exception cref="InvalidOperationException">The file is no JSON, or is encrypted.</exception>
    public static int? Apply(string contentRoot)
    {
        IConfiguration file;
        try
        {
            file = new ConfigurationBuilder().AddJsonFile(Path.Combine(contentRoot, "local.settings.json"), optional: true).Build();
        }
        catch (InvalidDataException e)
        {
            throw new InvalidOperationException($"local.settings.json is invalid: {e.InnerException?.Message ?? e.Message}", e);
        }

        if (file.GetValue("IsEncrypted", false))
        {
            throw new InvalidOperationException("local.settings.json is encrypted, which only the platform's own tools can read.");
        }

        SetMissing(file.GetSection("Values"), "");
        SetMissing(file.GetSection("ConnectionStrings"), "ConnectionStrings__");
        return file.GetValue<int?>("Host:LocalHttpPort");
    }

    static void SetMissing(IConfigurationSection section, string prefix)
    {
        foreach (var (key, value) in section.AsEnumerable(makePathsRelative: true))
        {
            var name = prefix + key.Replace(":", "__", StringComparison.Ordinal);
            if (value is not null && Environment.GetEnvironmentVariable(name) is null)
            {
                Environment.SetEnvironmentVariable(name, value);
            }
        }
    }
}
