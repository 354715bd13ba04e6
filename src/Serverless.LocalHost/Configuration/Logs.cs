namespace Serverless.LocalHost.Configuration;

/// <summary>Determines which log lines are written, and where.</summary>
static class Logs
{
    // Lines of no interest: each activity begun and ended, each poll, and each 404 and 409 with which storage is expected to respond.
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

        // A failure is logged under Function.NAME, and a forwarding failure by the host itself; these categories would log it again.
        ("Host.Results", LogLevel.None),
        ("DurableTask.Core", LogLevel.Critical),
        ("Yarp", LogLevel.Error),
        ("Microsoft.Azure.Functions.Worker.FunctionsApplication", LogLevel.None),
        ("Azure", LogLevel.Error),
        ("DurableTask", LogLevel.Error),
        ("Grpc", LogLevel.Warning),
        ("Worker", LogLevel.Warning),
    ];

    /// <summary>Creates the single logger factory of the process, which writes one line per event to the console.</summary>
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

        // Later filters take precedence over earlier ones for the same category, so an app can enable what is quiet by default.
        foreach (var (category, text) in settings.LogLevels)
        {
            var level = Enum.TryParse<LogLevel>(text, ignoreCase: true, out var parsed) ? parsed
                : throw new StartException(ExitCodes.Configuration, $"logging.logLevel in host.json: '{text}' is not a log level ({category}).");
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

    /// <summary>Makes a service container log through the single logger factory of the process.</summary>
    public static IServiceCollection AddLogs(this IServiceCollection services, ILoggerFactory logs) =>
        services.AddLogging().AddSingleton(logs);
}
