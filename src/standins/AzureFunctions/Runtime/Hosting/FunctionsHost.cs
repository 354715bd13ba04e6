using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Builds the one process that is both the platform's host and the app's worker.</summary>
static class FunctionsHost
{
    const int DefaultPort = 7071;

    // As on the platform.
    const long MaxRequestBodyBytes = 100 * 1024 * 1024;

    // Longer than the drain period and the time that functions get to obey their tokens.
    static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    public static WebApplicationBuilder CreateBuilder(HostStart start)
    {
        var port = LocalSettings.Apply(start.ContentRoot) ?? DefaultPort;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = start.Arguments,
            ContentRootPath = start.ContentRoot,
            EnvironmentName = Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT"),
        });
        builder.Configuration.AddInMemoryCollection(start.Settings);
        HostJson.AddTo(builder.Configuration, start.ContentRoot);
        AddLogging(builder.Logging, builder.Configuration);
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
        {
            builder.WebHost.UseUrls(FormattableString.Invariant($"http://127.0.0.1:{port}"));
        }

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MaxRequestBodyBytes);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        RuntimeServices.Add(builder.Services, start);
        return builder;
    }

    /// <summary>Maps the host's own endpoints and the functions' routes.</summary>
    /// <exception cref="InvalidOperationException">Functions or settings at fault.</exception>
    public static void Configure(IApplicationBuilder app, IEndpointRouteBuilder endpoints)
    {
        var functions = app.ApplicationServices.GetRequiredService<HttpFunctions>();
        app.Use(HostEndpoints.HideOtherMethodsAsync);
        HostEndpoints.Map(endpoints);
        DurableServices.MapDurableManagement(endpoints);
        app.Use(functions.AnswerAsync);
    }

    static void AddLogging(ILoggingBuilder logging, ConfigurationManager configuration)
    {
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddConfiguration(configuration.GetSection($"{HostJson.Section}:logging"));

        // Its records hold whole addresses, and so the keys in their query strings; no setting may turn them on.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
    }
}
