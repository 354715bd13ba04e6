using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Listens to the queue of each enabled queue function for as long as the host runs.</summary>
sealed partial class QueueListeners : BackgroundService
{
    readonly List<QueueListener> _listeners = [];
    readonly InvocationLifetime _lifetime;

    /// <exception cref="InvalidOperationException">A queue's name or connection is at fault; the message names every fault.</exception>
    public QueueListeners(
        IFunctionCatalog catalog,
        IStorageConnections connections,
        IConfiguration configuration,
        QueueSettings settings,
        IFunctionInvoker invoker,
        InvocationLifetime lifetime,
        TimeProvider time,
        ILogger<QueueListener> logger)
    {
        _lifetime = lifetime;
        var faults = new List<string>();
        foreach (var function in catalog.All.Where(function => function is { Kind: TriggerKind.Queue, IsDisabled: false }))
        {
            try
            {
                var trigger = (QueueTriggerAttribute)function.TriggerAttribute;
                var name = ResolveName(trigger, configuration);
                var processor = new QueueProcessor(connections.Queues(trigger.Connection), name, function, settings, invoker, lifetime, time, logger);
                _listeners.Add(new QueueListener(processor, settings, time, logger));
            }
            catch (InvalidOperationException e)
            {
                faults.Add($"The '{function.Name}' function is in error: {e.Message}");
            }
        }

        HostFaults.ThrowIfAny(faults);
    }

    // ApplicationStopping comes before the token of StopAsync: no message is taken while the web server still drains.
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll(_listeners.Select(listener => Task.Run(() => listener.RunAsync(_lifetime.Stopping), CancellationToken.None)));

    static string ResolveName(QueueTriggerAttribute trigger, IConfiguration configuration)
    {
        var name = SettingReferences.Resolve(trigger.QueueName, configuration).ToLowerInvariant();
        return NamePattern().IsMatch(name)
            ? name
            : throw new InvalidOperationException($"'{name}' is no queue name: 3 to 63 letters, digits and single dashes between them.");
    }

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
