using System.Collections;

namespace Serverless.LocalHost.Configuration;

/// <summary>Prepares the environment of the host and of its workers.</summary>
static class ProcessEnvironment
{
    /// <summary>The prefix of the host's own settings, which can be secret and must not be passed to the app.</summary>
    const string OwnPrefix = "LocalHost__";

    /// <summary>Returns whether a variable makes the Durable extension assume that it runs in Azure.</summary>
    /// <remarks>The extension would then have other limits, and print a line for each event.</remarks>
    public static bool IsOfAzure(string name) =>
        name.StartsWith("WEBSITE_", StringComparison.Ordinal) || name is "CONTAINER_NAME" or "FUNCTIONS_LOGS_MOUNT_PATH";

    /// <summary>Changes the environment of this process so that the extensions assume a host outside Azure.</summary>
    /// <returns>The environment for workers: the original environment, plus the app's local settings that it lacks.</returns>
    public static IReadOnlyDictionary<string, string> Prepare(AppFolder app)
    {
        var worker = app.LocalSettings.ToDictionary();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            worker[name] = (string?)variable.Value ?? "";

            if (IsOfAzure(name))
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }

        // With this value the Durable extension passes orchestrations through to the worker over its own gRPC endpoint.
        Environment.SetEnvironmentVariable("FUNCTIONS_WORKER_RUNTIME", "dotnet-isolated");
        foreach (var own in worker.Keys.Where(name => name.StartsWith(OwnPrefix, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            worker.Remove(own);
        }

        // The worker's loader searches for the app in these folders.
        worker["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        worker["FUNCTIONS_APPLICATION_DIRECTORY"] = app.Path;
        worker["FUNCTIONS_WORKER_DIRECTORY"] = app.Path;
        worker["AzureWebJobsScriptRoot"] = app.Path;
        return worker;
    }
}
