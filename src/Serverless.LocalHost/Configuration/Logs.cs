namespace Serverless.LocalHost.Configuration;

/// <summary>Where log lines go, and which.</summary>
static class Logs
{
    // Lines that are news to nobody: each activity begun and ended, each poll, each 404 and 409 that storage is expected to answer.
    static readonly (string Category, LogLevel Level)[] Quiet =
    [
        ("Microsoft.AspNetCore", LogLevel.Warning),
        ("Microsoft.AspNetCore.DataProtection", LogLevel.Error),
        ("Microsoft.Azure.WebJobs", LogLevel.Warning),
        ("Microsoft.Hosting", LogLevel.Warning),
        ("Microsoft.Extensions", LogLevel.Warning),
        ("System.Net.Http", LogLevel.Warning),
        ("Host", LogLevel.Warning),
        ("Function", LogLevel.Warning),

        // A failure is told under Function.NAME, and one of forwarding by the host itself; these would tell it again.
        ("Host.Results", LogLevel.None),
        ("DurableTask.Core", LogLevel.Critical),
        ("Yarp", LogLevel.Error),
        ("Microsoft.Azure.Functions.Worker.FunctionsApplication", LogLevel.None),
        ("Azure", LogLevel.Error),
        ("DurableTask", LogLevel.Error),
        ("Grpc", LogLevel.Warning),
        ("Worker", LogLevel.Warning),
    ];

    /// <summary>Makes the one logger factory of the process: a line each on the console.</summary>
    public static ILoggerFactory Create(HostSettings settings) => LoggerFactory.Create(logging =>
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
        });
        foreach (var (category, level) in Quiet)
        {
            logging.AddFilter(category, level);
        }

        // Later filters win where they name the same category, so an app can ask for what is quiet by default.
        foreach (var (category, text) in settings.LogLevels)
        {
            var level = Enum.TryParse<LogLevel>(text, ignoreCase: true, out var parsed) ? parsed
                : throw new StartException(ExitCodes.Configuration, $"logging.logLevel in host.json has no level '{text}' ({category}).");
            if (category.Equals("default", StringComparison.OrdinalIgnoreCase))
            {
                logging.SetMinimumLevel(level);
            }
            else
            {
                logging.AddFilter(category, level);
            }
        }
    });

    /// <summary>Has a container of services log through the process's one factory.</summary>
    public static IServiceCollection AddLogs(this IServiceCollection services, ILoggerFactory logs) =>
        services.AddLogging().AddSingleton(logs);
}
