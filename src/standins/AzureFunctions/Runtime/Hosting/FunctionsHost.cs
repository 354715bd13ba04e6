using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
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

    /// <summary>A builder with everything but the request pipeline.</summary>
    public static WebApplicationBuilder CreateBuilder(HostStart start)
    {
        var port = LocalSettings.Apply(start.ContentRoot);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = start.Arguments,
            ContentRootPath = start.ContentRoot,
            EnvironmentName = Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT"),
        });
        builder.Configuration.AddInMemoryCollection(start.Settings);
        HostJson.AddTo(builder.Configuration, builder.Configuration, start.ContentRoot);
        AddLogging(builder.Logging, builder.Configuration);
        UseDefaultUrl(builder.WebHost, builder.Configuration, port);
        AddServices(builder.Services, start);
        return builder;
    }

    /// <summary>Makes a generic host builder one of the same kind.</summary>
    public static void Configure(IHostBuilder builder, HostStart start)
    {
        var port = LocalSettings.Apply(start.ContentRoot);
        builder.UseContentRoot(start.ContentRoot);
        builder.ConfigureAppConfiguration(configuration =>
        {
            configuration.AddEnvironmentVariables().AddInMemoryCollection(start.Settings);
            HostJson.AddTo(configuration, configuration.Build(), start.ContentRoot);
        });
        builder.ConfigureLogging((context, logging) => AddLogging(logging.AddConsole(), context.Configuration));
        builder.ConfigureServices(services => AddServices(services, start));
        builder.ConfigureWebHost(web =>
        {
            var settings = new ConfigurationBuilder()
                .AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(start.Arguments).AddInMemoryCollection(start.Settings).Build();
            web.UseConfiguration(settings).UseKestrel().Configure(Configure);
            UseDefaultUrl(web, settings, port);
        });
    }

    /// <summary>Maps the host's own endpoints and the functions' routes.</summary>
    /// <exception cref="InvalidOperationException">Functions or settings at fault.</exception>
    public static void Configure(IApplicationBuilder app)
    {
        var functions = app.ApplicationServices.GetRequiredService<HttpFunctions>();
        app.UseRouting();
        app.Use(HostEndpoints.HideOtherMethodsAsync);
        app.Use(functions.AnswerAsync);
        app.UseEndpoints(endpoints =>
        {
            HostEndpoints.Map(endpoints);
            DurableServices.MapDurableManagement(endpoints);
        });
    }

    static void UseDefaultUrl(IWebHostBuilder web, IConfiguration settings, int? port)
    {
        if (string.IsNullOrEmpty(settings["urls"]) && string.IsNullOrEmpty(settings["http_ports"]))
        {
            web.UseUrls(FormattableString.Invariant($"http://127.0.0.1:{port ?? DefaultPort}"));
        }
    }

    static void AddServices(IServiceCollection services, HostStart start)
    {
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = MaxRequestBodyBytes);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        RuntimeServices.Add(services, start);
    }

    static void AddLogging(ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddConfiguration(configuration.GetSection($"{HostJson.Section}:logging"));

        // Its records hold whole addresses, and so the keys in their query strings; no setting may turn them on.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
    }
}
