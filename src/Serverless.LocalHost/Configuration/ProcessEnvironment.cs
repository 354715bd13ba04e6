using System.Collections;

namespace Serverless.LocalHost.Configuration;

/// <summary>The environment of the host and of its workers.</summary>
static class ProcessEnvironment
{
    /// <summary>The prefix of the host's own settings, which may be secret and are no business of the app's.</summary>
    const string OwnPrefix = "LocalHost__";

    /// <summary>Whether a variable makes the Durable extension believe that it runs in Azure.</summary>
    /// <remarks>It would have other limits then, and print a line an event.</remarks>
    public static bool IsOfAzure(string name) =>
        name.StartsWith("WEBSITE_", StringComparison.Ordinal) || name is "CONTAINER_NAME" or "FUNCTIONS_LOGS_MOUNT_PATH";

    /// <summary>Makes this process's environment what the extensions take for a host outside Azure.</summary>
    /// <returns>What workers get: the environment as it was, and the app's local settings that it lacks.</returns>
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

        // The worker's loader looks for the app in these.
        worker["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        worker["FUNCTIONS_APPLICATION_DIRECTORY"] = app.Path;
        worker["FUNCTIONS_WORKER_DIRECTORY"] = app.Path;
        worker["AzureWebJobsScriptRoot"] = app.Path;
        return worker;
    }
}
