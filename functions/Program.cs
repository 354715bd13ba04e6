using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serverless.Application.Generators;
using Serverless.Application.Jobs;
using Serverless.Application.Schedules;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Application.Tables;
using Serverless.Functions;
using Serverless.Functions.Adapters;
using Serverless.Functions.Telemetry;
using Serverless.Functions.Triggers.Http;
using Serverless.Functions.Triggers.Queues;
using Serverless.Storage;
using Serverless.Telemetry;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
try
{
    builder.AddTelemetry();
}
catch (TelemetryException unusable)
{
    await Console.Error.WriteLineAsync(unusable.Message);
    return 1;
}

static bool IsRequest(FunctionContext context) => context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type == "httpTrigger");
builder.UseWhen<ProblemMiddleware>(IsRequest);
builder.UseWhen<QueryMiddleware>(IsRequest);

// This JSON is what orchestrations and activities exchange; documents use the source-generated serialization of the domain.
builder.Services.Configure<JsonSerializerOptions>(options =>
{
    options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
    options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
});
builder.Services.AddServerlessStorage(builder.Configuration);
builder.Services.AddSearches();
builder.Services.AddSingleton<ISurrogatePredictor, SurrogateModels>();
builder.Services.AddSingleton<IGeneratorModels, GeneratorModels>();
builder.Services.AddSingleton<MessageHandling>();
builder.Services.AddSingleton<DashboardFiles>();
builder.Services.AddSchedules();
builder.Services.AddOptions<PurgeOptions>().BindConfiguration(PurgeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddOptions<ScheduleOptions>().BindConfiguration(ScheduleOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddOptions<TableOptions>().BindConfiguration(TableOptions.Section);
builder.Services.AddOptions<PriceOptions>().BindConfiguration(PriceOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddOptions<EvaluationOptions>().BindConfiguration(EvaluationOptions.Section).ValidateDataAnnotations().ValidateOnStart();

using var host = builder.Build();
try
{
    await host.Services.GetRequiredService<IDocumentStore>().InitialiseAsync(CancellationToken.None);
}
catch (StorageException unusable)
{
    await Console.Error.WriteLineAsync(unusable.Message);
    return 1;
}

await host.RunAsync();
return 0;
