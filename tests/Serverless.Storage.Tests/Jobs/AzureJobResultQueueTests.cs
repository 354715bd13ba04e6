using System.Text.Json;
using Azure.Storage.Queues;
using Serverless.Application.Jobs;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Testing;

namespace Serverless.Storage.Tests.Jobs;

public sealed class AzureJobResultQueueTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Send_Result_IsReadableAsTheQueueTriggerReadsIt()
    {
        await using var storage = await TestStorage.InitialiseAsync(azurite.ConnectionString);
        var sent = new JobResultMessage("job-1", "search-1:c1", "result:job-1");

        await storage.Results.SendAsync(sent, CancellationToken.None);

        var asTheTrigger = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        var trigger = new QueueClient(azurite.ConnectionString, QueueNames.JobResults, asTheTrigger);
        var received = (await trigger.ReceiveMessagesAsync(10)).Value.ShouldHaveSingleItem();
        JsonSerializer.Deserialize(received.Body.ToString(), CoreJson.Default.JobResultMessage).ShouldBe(sent);
    }
}
