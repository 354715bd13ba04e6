using System.CommandLine;
using Serverless.LocalHost.Configuration;

namespace Serverless.LocalHost;

/// <summary>The command line.</summary>
static class HostCommand
{
    const string DefaultUrl = "http://127.0.0.1:7071";

    /// <summary>Runs a host until it is asked to stop, or reports what is wrong.</summary>
    /// <param name="arguments">The arguments of the command line.</param>
    /// <param name="error">The writer for errors.</param>
    /// <returns>One of the <see cref="ExitCodes"/>.</returns>
    public static async Task<int> InvokeAsync(string[] arguments, TextWriter error)
    {
        var app = new Argument<string>("APP-FOLDER")
        {
            Description = "Folder of a built isolated functions app, with host.json and worker.config.json.",
        };
        var urls = new Option<string>("--urls")
        {
            Description = "The address to listen on: http://ADDRESS:PORT. With port 0 a free port is chosen.",
            DefaultValueFactory = _ => DefaultUrl,
        };
        var keys = new Option<string?>("--keys")
        {
            Description = "File of access keys, created if it does not exist. Default: in the user's application data.",
        };
        var command = new RootCommand("Runs an isolated Azure Functions app on this machine, with the storage account in AzureWebJobsStorage.")
        {
            app, urls, keys,
        };
        command.SetAction((parsed, _) => GuardAsync(
            error,
            () => LocalHost.RunAsync(new StartOptions(
                AppFolder.Open(parsed.GetRequiredValue(app)), ListenAddress.Parse(parsed.GetRequiredValue(urls)), parsed.GetValue(keys)))));

        // Response files are disabled: the name of a folder can begin with '@'.
        var result = command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0)
        {
            foreach (var mistake in result.Errors)
            {
                await error.WriteLineAsync(mistake.Message);
            }

            return ExitCodes.Usage;
        }

        // The host handles signals itself and stops in order; the library would end the process after two seconds.
        return await result.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    static async Task<int> GuardAsync(TextWriter error, Func<Task> run)
    {
        try
        {
            await run();
            return ExitCodes.Stopped;
        }
        catch (StartException refusal)
        {
            await error.WriteLineAsync($"Error: {refusal.Message}");
            return refusal.ExitCode;
        }
    }
}
