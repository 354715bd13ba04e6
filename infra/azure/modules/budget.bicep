// Tells when the resource group's month gets dear. It stops nothing: `maximumWorkers` and the budgets of searches bound what is spent.
param name string

@description('In the currency of the billing account.')
param monthly int

@description('The first day of a month; that of a budget cannot be changed later.')
param start string
param email string

resource spend 'Microsoft.Consumption/budgets@2026-06-01' = {
  name: '${name}-monthly'
  properties: {
    category: 'Cost'
    amount: monthly
    timeGrain: 'Monthly'
    timePeriod: { startDate: start }
    notifications: {
      half: { enabled: true, operator: 'GreaterThanOrEqualTo', threshold: 50, thresholdType: 'Actual', contactEmails: [email] }
      most: { enabled: true, operator: 'GreaterThanOrEqualTo', threshold: 80, thresholdType: 'Actual', contactEmails: [email] }
      all: { enabled: true, operator: 'GreaterThanOrEqualTo', threshold: 100, thresholdType: 'Actual', contactEmails: [email] }
      expected: { enabled: true, operator: 'GreaterThanOrEqualTo', threshold: 100, thresholdType: 'Forecasted', contactEmails: [email] }
    }
  }
}
